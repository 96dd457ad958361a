/** What runs Stint itself, or looks at its own database: everything else that is typed after `stint` is a client of its API. */
export const serverCommands = [
  "demo",
  "serve",
  "work",
  "migrate",
  "restored",
  "backup",
  "restore",
  "doctor",
  "activity athena-ddl",
  "audit verify",
] as const;

export type ServerCommand = (typeof serverCommands)[number];

/** Whether the line is one of them, or asks for help about them. */
export const isForServer = ([first = "", second = ""]: readonly string[]): boolean =>
  (first === "help" && second === "server") ||
  serverCommands.some((name) => name === first || name === `${first} ${second}`);
