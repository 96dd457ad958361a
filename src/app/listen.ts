import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { portProblem } from "./start-problem.ts";

export type Listening = { url: string; port: number; stop(): Promise<void> };

/** Serves HTTP; resolves once connections are taken, rejects when the port cannot be had. Open streams are cut when it stops. */
export const listen = (facts: {
  fetch(request: Request): Response | Promise<Response>;
  hostname: string;
  port: number;
  /** Which of our settings the port comes from. */
  variable?: string;
}): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const { variable = "STINT_PORT", ...how } = facts;
    const server = serve(how);
    server.once("error", (problem) => reject(portProblem(problem, { port: facts.port, variable })));
    server.once("listening", () => {
      const { port } = server.address() as AddressInfo;
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
      resolve({ url: `http://${facts.hostname}:${port}`, port, stop });
    });
  });
