import { isPresent, type Person } from "./directory.ts";
import type { NoticeKind, NoticeRole } from "./notice.ts";
import { isSamePerson } from "./same-person.ts";

/**
 * Who hears what, and in which role first: who holds two roles is told once, in the earlier one.
 * Whoever has to act, or whose access it is, comes before those who get a copy.
 */
export const audiences: Record<NoticeKind, readonly NoticeRole[]> = {
  "request.asked": ["approver", "requester", "audit"],
  "request.approved": ["requester", "approver", "audit"],
  "request.rejected": ["requester", "approver", "audit"],
  "request.cancelled": ["requester", "approver", "audit"],
  "request.expired": ["requester", "approver", "audit"],
  "grant.started": ["requester", "approver", "audit"],
  "grant.ended": ["requester", "approver", "audit"],
  "grant.activation-unconfirmed": ["requester", "approver", "admin", "audit"],
  "grant.activation-failed": ["requester", "approver", "admin", "audit"],
  "grant.removal-unconfirmed": ["requester", "approver", "admin", "audit"],
};

export type Hearer = { role: Exclude<NoticeRole, "audit">; person: Person } | { role: "audit" };

/**
 * Each person hears once of a notice, however many roles and groups they are in. The requester never hears as an approver or
 * admin of their own request, whichever of their directory entries is named. Approvers and admins who are disabled or gone hold no role; the requester is kept, so that it
 * can be recorded why they hear nothing.
 */
export const noticeAudience = (facts: {
  kind: NoticeKind;
  requester: Person | undefined;
  approvers: readonly Person[];
  admins: readonly Person[];
}): Hearer[] => {
  const told = new Set<string>();
  const holders = (role: Exclude<NoticeRole, "audit">): readonly Person[] => {
    if (role === "requester") return facts.requester ? [facts.requester] : [];
    const people = role === "approver" ? facts.approvers : facts.admins;
    return people.filter((person) => isPresent(person) && !(facts.requester && isSamePerson(person, facts.requester)));
  };
  return audiences[facts.kind].flatMap((role): Hearer[] => {
    if (role === "audit") return [{ role }];
    return holders(role).flatMap((person) => {
      if (told.has(person.id)) return [];
      told.add(person.id);
      return [{ role, person }];
    });
  });
};
