using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>
/// A P-256 key that is the same in every run and signs the same text alike each time (the nonce comes from key and hash), so that what it
/// signed can be pinned. Everybody knows it: for test vectors only.
/// </summary>
internal sealed class FixedKey : ECDsa
{
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly ECDsa _key;
    private readonly byte[] _secret;

    public FixedKey(string name)
    {
        _secret = SHA256.HashData(Encoding.UTF8.GetBytes($"a test key that everybody knows: {name}"));
        _key = OfSecret(_secret);
        KeySizeValue = 256;
    }

    public override ECParameters ExportParameters(bool includePrivateParameters) => _key.ExportParameters(includePrivateParameters);

    public override byte[] SignHash(byte[] hash)
    {
        var nonce = SHA256.HashData([.. _secret, .. hash]);
        using var point = OfSecret(nonce);
        var r = Number(point.ExportParameters(includePrivateParameters: false).Q.X!) % Order;
        var s = BigInteger.ModPow(Number(nonce), Order - 2, Order) * (Number(hash) + r * Number(_secret)) % Order;
        return [.. Bytes(r), .. Bytes(s)];
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) => _key.VerifyHash(hash, signature);

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    private static ECDsa OfSecret(byte[] secret) => Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[32];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, 32 - digits.Length);
        return bytes;
    }
}
