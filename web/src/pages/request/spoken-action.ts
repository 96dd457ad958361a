const words: Record<string, string> = {
  "request.created": "Asked",
  "request.approval-recorded": "Approval recorded",
  "request.approved": "Approved",
  "request.rejected": "Rejected",
  "request.cancelled": "Cancelled",
  "request.expired": "Expired",
  "grant.scheduled": "Access scheduled",
  "grant.activating": "Activation began",
  "grant.active": "Access active, confirmed by AWS",
  "grant.ending": "Removal began",
  "grant.ended": "Access ended, confirmed by AWS",
  "grant.failed": "Activation failed",
  "grant.activation-unconfirmed": "Activation not confirmed by AWS yet",
  "grant.removal-retried": "Removal tried again",
  "credentials.cut-asked": "Issued credentials are to be cut",
  "credentials.cut": "Issued credentials cut, confirmed by AWS",
  "credentials.cut-waits": "No room to cut the issued credentials",
  "credentials.cut-lost": "AWS no longer cuts the issued credentials",
  "credentials.cut-lengthened": "Cutting the issued credentials for longer: the role’s sessions were lengthened",
  "credentials.cut-lifted": "Cut of the issued credentials lifted",
  "credentials.cut-failed": "Issued credentials not cut in time",
  "grant.removal-unconfirmed": "Removal not confirmed by AWS yet",
};

/** An action of the audit log in words; one that is not known here as it is. */
export const spokenAction = (action: string): string => words[action] ?? action;
