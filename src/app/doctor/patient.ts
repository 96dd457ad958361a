import type { Deployment } from "../../core/directory-source.ts";
import type { Pace } from "../../core/pace.ts";
import type { Scheduler } from "../../core/time.ts";
import type { AwsOptions } from "../../providers/aws/client-settings.ts";
import type { Caller } from "../../providers/aws/examine/caller.ts";
import { type AwsExaminer, createAwsExaminer } from "../../providers/aws/examine/examiner.ts";
import { type Database, openPostgres } from "../../store/database.ts";
import { createPace } from "../../worker/pace.ts";
import type { DeployedPart, InspectedConfig } from "../config.ts";
import { NotLookedAt } from "./finding.ts";
import { giveUpAfter } from "./give-up-after.ts";

/** What is examined. Each part is opened when a check first asks for it, and once; whoever has the patient closes it. */
export type Patient = {
  /** The parts of Stint that are meant to run with this configuration and these credentials. */
  parts: readonly DeployedPart[];
  config: InspectedConfig;
  scheduler: Scheduler;
  aws: AwsExaminer;
  /** Empty where the SDK finds everything by itself. */
  awsOptions: AwsOptions;
  /** Rejects as the driver does. */
  database(): Promise<Database>;
  /** The database for checks that are not about it: rejects with `NotLookedAt` when it does not answer. */
  healthyDatabase(): Promise<Database>;
  /** Whose credentials these are; rejects with `NotLookedAt` when AWS takes no call. The check of the credentials tells why. */
  caller(): Promise<Caller>;
  /** Where Stint runs; rejects with `NotLookedAt` when AWS does not tell. */
  deployment(): Promise<Deployment & { region: string }>;
  close(): Promise<void>;
};

const callerWithinMs = 15_000;
/** A database that is slower than this is not waited for by what is not about it. */
const databaseWithinMs = 2_000;

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const createPatient = (facts: {
  parts: readonly DeployedPart[];
  config: InspectedConfig;
  scheduler: Scheduler;
  aws?: AwsOptions;
  /** Why there is no database to look at, where there is none. */
  noDatabase?: string;
}): Patient => {
  const { config, scheduler } = facts;
  let opened: Database | undefined;
  const database = once(async () => {
    const url = config.values.STINT_DATABASE_URL;
    if (facts.noDatabase) throw new NotLookedAt(facts.noDatabase);
    if (url === undefined) throw new NotLookedAt("STINT_DATABASE_URL cannot be read");
    opened = openPostgres({ url, maxConnections: 2 });
    return opened;
  });
  const healthyDatabase = once(async () => {
    const one = await database();
    await one.db
      .selectNoFrom(({ lit }) => lit(1).as("one"))
      .execute()
      .catch(() => {
        throw new NotLookedAt("the database does not answer");
      });
    return one;
  });
  /** Gives way to a Stint that runs: its budget is kept in the database. One that cannot keep it has nothing to give way to. */
  const pace: Pace = async (service, lane, signal) => {
    const one = await giveUpAfter(
      healthyDatabase().catch(() => undefined),
      { ms: databaseWithinMs, scheduler },
    );
    if (one) await createPace({ db: one.db, scheduler })(service, lane, signal).catch(() => signal?.throwIfAborted());
  };
  const aws = createAwsExaminer({ ...(facts.aws ? { options: facts.aws } : {}), pace });
  const caller = once(() =>
    aws.caller(AbortSignal.timeout(callerWithinMs)).catch(() => {
      throw new NotLookedAt("AWS takes no call with these credentials");
    }),
  );
  const deployment = once(async () => {
    await caller();
    const region = await aws.region();
    const found = await aws.deployment().catch(() => undefined);
    if (!region || !found) throw new NotLookedAt("AWS does not tell where Stint runs");
    return { ...found, region };
  });
  return {
    parts: facts.parts,
    config,
    scheduler,
    aws,
    awsOptions: facts.aws ?? {},
    database,
    healthyDatabase,
    caller,
    deployment,
    close: async () => {
      aws.close();
      if (opened) await giveUpAfter(opened.close(), { ms: databaseWithinMs, scheduler });
    },
  };
};
