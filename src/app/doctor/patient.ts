import type { Deployment } from "../../core/directory-source.ts";
import type { Clock } from "../../core/time.ts";
import type { AwsExaminer } from "../../providers/aws/examine/examiner.ts";
import { type Database, openPostgres } from "../../store/database.ts";
import type { DeployedPart, InspectedConfig } from "../config.ts";
import { NotLookedAt } from "./finding.ts";

/** What is examined. Each part is opened when a check first asks for it, and once; whoever has the patient closes it. */
export type Patient = {
  /** The parts of Stint that are meant to run with this configuration and these credentials. */
  parts: readonly DeployedPart[];
  config: InspectedConfig;
  clock: Clock;
  aws: AwsExaminer;
  /** Rejects as the driver does. */
  database(): Promise<Database>;
  /** The database for checks that are not about it: rejects with `NotLookedAt` when it does not answer. */
  healthyDatabase(): Promise<Database>;
  /** Where Stint runs; rejects with `NotLookedAt` when AWS does not tell. */
  deployment(): Promise<Deployment & { region: string }>;
  close(): Promise<void>;
};

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
  clock: Clock;
  aws: AwsExaminer;
}): Patient => {
  const { config, aws } = facts;
  let opened: Database | undefined;
  const database = once(async () => {
    const url = config.values.STINT_DATABASE_URL;
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
  const deployment = once(async () => {
    const region = await aws.region();
    const found = await aws.deployment().catch(() => undefined);
    if (!region || !found) throw new NotLookedAt("AWS does not tell where Stint runs");
    return { ...found, region };
  });
  return {
    ...facts,
    database,
    healthyDatabase,
    deployment,
    close: async () => {
      aws.close();
      await opened?.close();
    },
  };
};
