using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

/// <summary>Looks at progress on the thread that reports it.</summary>
internal sealed class Watch(Action<ImportProgress> look) : IProgress<ImportProgress>
{
    public void Report(ImportProgress value) => look(value);
}
