/** What an emergency stop is about: all access of a person, in an account, by a permission set, or all there is. */
export type StopScope = { kind: "person" | "account" | "permission-set"; id: string } | { kind: "everything" };

/**
 * An emergency stop ends all access in its scope and takes back the requests there that wait, at once and before all other work.
 *
 * It HOLDS its scope from the instant it is recorded: nothing there can be asked for, approved or started. Entered always, so that nothing new
 * comes in while the old is being ended. Left when it was carried out, if nobody wanted it to go on holding; otherwise when an admin lifts it.
 * It is CARRIED OUT once nothing in its scope was left to end; AWS's confirmations may still be awaited then, as for any end.
 */
export type EmergencyStop = {
  id: string;
  scope: StopScope;
  comment: string;
  /** Credentials issued under what it ends are cut, whatever the settings say. */
  cutCredentials: boolean;
  askedById: string;
  /** The API client that asked for them. */
  askedVia: string | null;
  askedAt: Date;
  carriedOutAt: Date | null;
  /** What stood in the way of carrying it out, last. */
  lastError: string | null;
  cancelledRequests: number;
  /** From then on it holds nothing any more, once it is carried out; the instant it was asked when it was not to go on holding. */
  liftedAt: Date | null;
  /** Null with `liftedAt`: it was not to go on holding. */
  liftedById: string | null;
  liftComment: string | null;
};

export const holdsNow = (stop: Pick<EmergencyStop, "carriedOutAt" | "liftedAt">): boolean =>
  stop.liftedAt === null || stop.carriedOutAt === null;

/** A stop that holds its scope, and who asked for it, by name. */
export type Hold = { scope: StopScope; askedBy: string; askedAt: Date };

export type HeldSubject = { personId: string; accountId: string; permissionSetArn: string };

const isInScope = (scope: StopScope, subject: HeldSubject): boolean => {
  switch (scope.kind) {
    case "person":
      return scope.id === subject.personId;
    case "account":
      return scope.id === subject.accountId;
    case "permission-set":
      return scope.id === subject.permissionSetArn;
    case "everything":
      return true;
  }
};

/** The first of these stops that holds access of this person by this permission set in this account. */
export const holdOn = (holds: readonly Hold[], subject: HeldSubject): Hold | undefined =>
  holds.find(({ scope }) => isInScope(scope, subject));
