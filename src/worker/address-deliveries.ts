import type { CommandContext } from "../commands/context.ts";
import type { Message } from "../core/notifier.ts";
import { noEmailBecause } from "../core/planned-delivery.ts";
import type { TakenDelivery } from "../store/deliveries.ts";
import { findNoticeFacts } from "../store/notice-facts.ts";
import { findPeople } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";

/** A delivery with its message, or with the reason why it must not be sent after all. */
export type Addressed = { taken: TakenDelivery; message: Message } | { taken: TakenDelivery; skippedBecause: string };

/** Looks once more, right before sending: a person who was disabled meanwhile, or a channel turned off, gets nothing. */
export const addressDeliveries = async (ctx: CommandContext, taken: TakenDelivery[]): Promise<Addressed[]> => {
  const settings = await readSettings(ctx.db);
  const facts = await findNoticeFacts(ctx.db, {
    noticeIds: [...new Set(taken.map((one) => one.noticeId))],
    portalUrl: settings.portalUrl,
  });
  const people = await findPeople(
    ctx.db,
    taken.map((one) => one.personId).filter((id) => id !== null),
  );
  return taken.map((one): Addressed => {
    const told = facts.find(({ notice }) => notice.id === one.noticeId);
    const person = people.find(({ id }) => id === one.personId);
    const because = person && noEmailBecause(person);
    if (!told) return { taken: one, skippedBecause: "What it tells of is no longer there." };
    if (one.channel === "email" && !settings.notifications.email) {
      return { taken: one, skippedBecause: "E-mail is turned off in the settings." };
    }
    if (because) return { taken: one, skippedBecause: because };
    return { taken: one, message: { deliveryId: one.id, recipient: one.recipient, role: one.role, facts: told } };
  });
};
