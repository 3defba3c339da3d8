using System.CommandLine;
using LedgerVerify;

return await VerifyCommand.Create().Parse(args).InvokeAsync();
