import { z } from "zod";

/** Things that are mentioned: their id, and the name the directory last had for them. */
export const namedPerson = z
  .object({ id: z.string(), displayName: z.string(), userName: z.string().nullable() })
  .meta({ id: "NamedPerson" });
export const namedAccount = z.object({ id: z.string(), name: z.string() }).meta({ id: "NamedAccount" });
export const namedPermissionSet = z.object({ arn: z.string(), name: z.string() }).meta({ id: "NamedPermissionSet" });
