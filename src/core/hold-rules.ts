import { type Check, type Reason, refuse } from "./decision.ts";
import { type EmergencyStop, type Hold, holdOn, type StopScope } from "./emergency-stop.ts";
import type { RequestFacts } from "./request-facts.ts";

const held = (scope: StopScope, nameOf: (id: string) => string): string => {
  switch (scope.kind) {
    case "person":
      return "all access of the requester";
    case "account":
      return `all access to ${nameOf(scope.id)}`;
    case "permission-set":
      return `all access by ${nameOf(scope.id)}`;
    case "everything":
      return "all access";
  }
};

/** Why nothing in the scope can be had. The stop's comment is not told: it may say what its subject should not read. */
export const holdReason = ({ scope, askedBy, askedAt }: Hold, nameOf: (id: string) => string = (id) => id): Reason =>
  refuse(
    "emergency-stop.holds",
    `An emergency stop by ${askedBy} at ${askedAt.toISOString()} holds ${held(scope, nameOf)}: nothing there can be asked for, approved or started until an admin lifts it. Ask your admins.`,
    ...(scope.kind === "account" ? ["accountIds"] : scope.kind === "permission-set" ? ["permissionSetArn"] : []),
  );

type Subject = Pick<RequestFacts, "holds" | "input" | "rulings" | "accounts" | "permissionSet" | "requester">;

/**
 * Nothing is given that an emergency stop holds. Who may not have an account or a role is not told that it is held: that is none of
 * their business.
 */
export const notHeld: Check<Subject> = ({ holds, input, rulings, accounts, permissionSet, requester }) => {
  const personId = requester?.id ?? "";
  const about = holds.filter(({ scope }) => scope.kind === "person" || scope.kind === "everything");
  const ofPerson = holdOn(about, { personId, accountId: "", permissionSetArn: "" });
  const { permissionSetArn } = input;
  const [ofAccess] = input.accountIds
    .filter((id) => rulings.has(id))
    .flatMap((accountId) => holdOn(holds, { personId, accountId, permissionSetArn }) ?? []);
  const hold = ofPerson ?? ofAccess;
  const names = new Map([
    [permissionSetArn, permissionSet?.name],
    ...[...accounts].map(([id, one]) => [id, one.name] as const),
  ]);
  return hold && holdReason(hold, (id) => names.get(id) ?? id);
};

/** Whoever was stopped as a person by somebody else does not lift that themself, admin or not. */
export const notOwnHold: Check<{ stop: Pick<EmergencyStop, "scope" | "askedById">; callerId: string }> = ({
  stop: { scope, askedById },
  callerId,
}) =>
  scope.kind === "person" && scope.id === callerId && askedById !== callerId
    ? refuse(
        "emergency-stop.own",
        "This stop is about you, and somebody else asked for it. Another admin must lift it.",
      )
    : undefined;
