import { isPresent, type Person } from "./directory.ts";
import type { NoticeRole } from "./notice.ts";
import type { Hearer } from "./notice-audience.ts";

/** Who gets one copy by one channel, or why they do not. */
export type PlannedDelivery = {
  channel: string;
  recipient: string;
  role: NoticeRole;
  personId: string | null;
  skippedBecause: string | null;
};

/** Why this person gets no e-mail; undefined when they do. */
export const noEmailBecause = (person: Pick<Person, "enabled" | "goneAt" | "email">): string | undefined => {
  if (!isPresent(person)) return "The person is disabled or gone.";
  if (!person.email?.trim()) return "The person has no e-mail address.";
  return undefined;
};

/**
 * One e-mail per address, in the order of the audience: people who share a mailbox share the mail.
 * Who cannot be reached is planned as skipped, under their id, so that the record says so.
 */
export const plannedEmails = (hearers: readonly Hearer[], auditEmail: string | null): PlannedDelivery[] => {
  const addresses = new Set<string>();
  return hearers.flatMap((hearer): PlannedDelivery[] => {
    const person = hearer.role === "audit" ? undefined : hearer.person;
    const because = person && noEmailBecause(person);
    const common = { channel: "email", role: hearer.role, personId: person?.id ?? null };
    if (person && because) return [{ ...common, recipient: person.id, skippedBecause: because }];
    const recipient = (person ? person.email : auditEmail)?.trim();
    if (!recipient || addresses.has(recipient.toLowerCase())) return [];
    addresses.add(recipient.toLowerCase());
    return [{ ...common, recipient, skippedBecause: null }];
  });
};
