System.Console.Error.WriteLine("ledger-verify: not built yet");
return 1;
