namespace GovernanceConsole.Identity;

/// <summary>What a person is to one object, read from that object in the transaction that decides.</summary>
public enum Relation
{
    /// <summary>The person the object is about, or whose duty it is.</summary>
    Self,

    /// <summary>Holds the control-owner seat of the path at this instant.</summary>
    ControlOwner,

    /// <summary>Holds the risk-owner seat of the path at this instant.</summary>
    RiskOwner,

    /// <summary>Was proposed as the next owner and has not answered yet.</summary>
    ProposedOwner,

    /// <summary>Proposed what waits for a second person.</summary>
    Proposer,

    /// <summary>Leads the desk that the path runs through.</summary>
    LeadOfDesk,

    /// <summary>Has the task.</summary>
    Assignee,

    /// <summary>May fill a seat among those who decide a request, at this instant.</summary>
    Approver,

    /// <summary>Is the manager of record, by the directory, of the person a request is about.</summary>
    ManagerOfRecord,
}
