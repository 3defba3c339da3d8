using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.EvidenceExports;

/// <summary>Section <c>Ledger</c>: where the signer of checkpoints keeps its two files.</summary>
public sealed class LedgerOptions : ICheckedOptions
{
    public static string Section => "Ledger";

    /// <summary>
    /// The private key, PEM, P-256. Made where it is not there and nothing was signed. Default: <c>ledger-key.pem</c> in the folder
    /// <c>&lt;database&gt;-signer</c> beside a SQLite file, <c>data/signer</c> otherwise.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>What was signed. Belongs on another volume than the database and into no backup of it. Default: beside the key.</summary>
    public string? StateFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults() => [];

    /// <summary>Opens the signer that the configuration names.</summary>
    /// <exception cref="SignerException">See <see cref="CheckpointSigner.Open"/>.</exception>
    internal static CheckpointSigner OpenSigner(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LedgerOptions>>().Value;
        var environment = services.GetRequiredService<IHostEnvironment>();
        var root = RepositoryRoot.Of(environment);
        var folder = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite
            ? Path.ChangeExtension(DatabaseComposition.FileOf(services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, environment), null) + "-signer"
            : Path.Combine("data", "signer");
        var key = Path.GetFullPath(options.KeyFile ?? Path.Combine(folder, "ledger-key.pem"), root);
        return CheckpointSigner.Open(key, Path.GetFullPath(options.StateFile ?? Path.Combine(Path.GetDirectoryName(key)!, "signed.json"), root));
    }
}
