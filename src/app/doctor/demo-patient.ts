import { inspectConfig, readDemoConfig } from "../config.ts";
import { schedulerOf, systemClock } from "../system-time.ts";
import { createPatient, type Patient } from "./patient.ts";

const host = "127.0.0.1";

/** What the simulated AWS asks of its callers: anything. */
const anybody = { region: "eu-central-1", credentials: { accessKeyId: "delegated", secretAccessKey: "doctor" } };

/** The demo that runs on this machine, looked at from outside as a deployment would be. Its database is open to itself alone. */
export const demoPatient = (): Patient => {
  const { STINT_PORT, STINT_SIMULATOR_PORT } = readDemoConfig();
  const simulator = `http://${host}:${STINT_SIMULATOR_PORT}`;
  const config = inspectConfig({
    STINT_PUBLIC_URL: `http://${host}:${STINT_PORT}`,
    STINT_SAML_METADATA_URL: `${simulator}/portal/saml/metadata`,
    STINT_ADMIN_GROUP: "stint-admins",
    STINT_AUDITOR_GROUP: "stint-auditors",
    STINT_SES: "on",
    STINT_MAIL_FROM: "Stint <stint@acme.example>",
  });
  return createPatient({
    parts: ["serve", "work"],
    config: { ...config, problems: { serve: [], work: [] } },
    scheduler: schedulerOf(systemClock),
    aws: { ...anybody, endpoint: simulator },
    noDatabase: "the demo keeps its database to itself",
  });
};
