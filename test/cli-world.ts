import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../src/cli/run.ts";
import type { Surroundings } from "../src/cli/surroundings.ts";
import { createApiClient } from "../src/commands/create-api-client.ts";
import type { Person } from "../src/core/directory.ts";
import { scopes as everyScope, type ScopeName } from "../src/core/scopes.ts";
import { openSignedInWorld, publicUrl } from "./signed-in.ts";

type Run = {
  /** Absent: not signed in. */
  env?: Record<string, string>;
  columns?: number;
  input?: string;
  /** What is typed at each question. */
  typed?: string[];
  /** Called at each wait, in its place. */
  onWait?: (ms: number) => unknown;
  interrupted?: AbortSignal;
  fetch?: typeof fetch;
};

/** The command line in this process, against the HTTP side of a test's own world: no port is opened and nobody waits. */
export const openCliWorld = async () => {
  const world = await openSignedInWorld();
  const home = mkdtempSync(join(tmpdir(), "stint-cli-"));

  const clientOf = async (person: Pick<Person, "id">, scopes: readonly ScopeName[] = everyScope) => {
    const client = { name: "terminal", personId: person.id, scopes };
    const made = await createApiClient(world.ctx, { actor: { kind: "system" }, client });
    return { STINT_URL: publicUrl, STINT_CLIENT_ID: made.client.id, STINT_CLIENT_SECRET: made.secret };
  };

  const run = async (args: string[], facts: Run = {}) => {
    let out = "";
    let err = "";
    const typed = [...(facts.typed ?? [])];
    const answer = async (question: string) => {
      err += `${question}\n`;
      return typed.shift() ?? "";
    };
    const surroundings: Surroundings = {
      env: facts.env ?? {},
      home,
      fetch: facts.fetch ?? (async (url, init) => world.app.request(String(url), init as RequestInit)),
      now: () => world.ctx.clock.now(),
      wait: async (ms) => {
        await facts.onWait?.(ms);
      },
      newId: () => world.ctx.ids.newId(),
      interrupted: facts.interrupted ?? new AbortController().signal,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      columns: facts.columns,
      hasColours: false,
      canAsk: facts.typed !== undefined,
      ask: answer,
      askSecret: answer,
      readInput: async () => facts.input ?? "",
    };
    return { code: await runCli(surroundings, args, ["serve"]), out, err };
  };

  return {
    ...world,
    home,
    run,
    clientOf,
    close: async () => {
      rmSync(home, { recursive: true, force: true });
      await world.close();
    },
  };
};

export type CliWorld = Awaited<ReturnType<typeof openCliWorld>>;
