import type { z } from "zod";
import type { eligibilityOperation } from "../../../src/contract/eligibility.ts";
import type { favouriteOperations } from "../../../src/contract/favourites.ts";
import type { grant } from "../../../src/contract/grants.ts";
import type { meOperation } from "../../../src/contract/me.ts";
import type { errorBody } from "../../../src/contract/reason.ts";
import type { requestTimelineOperation } from "../../../src/contract/request-timeline.ts";
import type { accessRequest, requestInput, requestPreview } from "../../../src/contract/requests.ts";

type Answer<Op extends { output?: z.ZodType }> = z.output<NonNullable<Op["output"]>>;

/** What the API takes and answers, made from its contract. */
export type MeAnswer = Answer<typeof meOperation>;
/** Who I am, without the moment it was said at: it stays the same until something in it changes. */
export type Me = Omit<MeAnswer, "now">;
export type EligibleAccount = Answer<typeof eligibilityOperation>["items"][number];
export type Role = EligibleAccount["permissionSets"][number];
export type Favourite = Answer<typeof favouriteOperations.add>;
export type AccessRequest = z.output<typeof accessRequest>;
export type RequestInput = z.input<typeof requestInput>;
export type RequestPreview = z.output<typeof requestPreview>;
export type Grant = z.output<typeof grant>;
export type TimelineEvent = Answer<typeof requestTimelineOperation>["items"][number];
export type ErrorBody = z.output<typeof errorBody>["error"];
export type Page<T> = { items: T[]; nextCursor?: string };
