import type { CallObserver } from "./observe-calls.ts";

/** What is left out is read by the SDK as anywhere: AWS_REGION, AWS_ENDPOINT_URL, AWS_PROFILE, roles of the machine … */
export type AwsOptions = {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** How often a reading is tried at most. */
  attempts?: number;
  /** Looks on at every call to Identity Center, Identity Store, Organizations and STS. */
  observe?: CallObserver;
};

const readAttempts = 6;

/** What every client of the SDK is made with: an end to every wait, so that a call which AWS does not answer fails instead of hanging. */
export const clientSettings = (options: AwsOptions) => ({
  ...(options.region ? { region: options.region } : {}),
  ...(options.endpoint ? { endpoint: options.endpoint } : {}),
  ...(options.credentials ? { credentials: options.credentials } : {}),
  requestHandler: {
    connectionTimeout: options.connectionTimeoutMs ?? 3_000,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    throwOnRequestTimeout: true,
  },
  maxAttempts: options.attempts ?? readAttempts,
  retryMode: "standard",
});
