using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Tests.Shell;

public sealed class MachineTextTests
{
    [Theory]
    [InlineData("job:SuspendLapsedPaths", "The job “Suspend lapsed paths”")]
    [InlineData("job:RecordBackup", "The job “Back up the database”")]
    [InlineData("job:suspend-lapsed-paths", "The job “Suspend lapsed paths”")]
    [InlineData("command-line", "The command line")]
    [InlineData("key:AK-0042", "The API key AK-0042")]
    [InlineData("http-api", "The HTTP API")]
    [InlineData("something-else", "something-else")]
    public void Of_TheLedgersName_IsWordsForPeople(string machine, string words) => Assert.Equal(words, MachineText.Of(machine));
}
