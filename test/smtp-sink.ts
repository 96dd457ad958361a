import { type AddressInfo, createServer, type Socket } from "node:net";

export type SunkMail = { from: string; to: string[]; raw: string };

/** What to answer to a command line (`"greeting"` for the first word of the server); undefined for the usual, "silence" for none. */
export type SmtpAnswer = (line: string) => string | undefined;

export type SmtpSink = {
  url: string;
  mails: SunkMail[];
  /** Connections made so far. */
  connections(): number;
  stop(): Promise<void>;
};

const usual = (line: string): string => {
  const verb = line.slice(0, 4).toUpperCase();
  if (line === "greeting") return "220 sink ready";
  if (verb === "EHLO" || verb === "HELO") return "250 sink";
  if (verb === "DATA") return "354 go on";
  if (verb === "QUIT") return "221 bye";
  return ["MAIL", "RCPT", "RSET", "NOOP", "."].includes(verb) ? "250 ok" : "502 not known here";
};

/** An SMTP server on a free loopback port that keeps what it is sent (RFC 5321, as much as a client needs). */
export const startSmtpSink = async (answer: SmtpAnswer = () => undefined): Promise<SmtpSink> => {
  const mails: SunkMail[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const serve = (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.setEncoding("latin1").on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    let pending = "";
    let mail: SunkMail = { from: "", to: [], raw: "" };
    let isData = false;

    const say = (line: string): string => {
      const reply = answer(line) ?? usual(line);
      if (reply !== "silence") socket.write(`${reply}\r\n`);
      return reply;
    };
    const take = (line: string) => {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
      const reply = say(line);
      if (!/^[23]/.test(reply)) return;
      if (/^MAIL/i.test(line)) mail = { from: address, to: [], raw: "" };
      if (/^RCPT/i.test(line)) mail.to.push(address);
      if (/^DATA/i.test(line)) isData = true;
      if (/^QUIT/i.test(line)) socket.end();
    };
    const takeData = (line: string) => {
      if (line !== ".") {
        mail.raw += `${line.replace(/^\./, "")}\r\n`;
        return;
      }
      isData = false;
      // Kept before the answer: a client that hears of it can rely on it being here.
      mails.push(mail);
      if (!say(".").startsWith("2")) mails.splice(mails.indexOf(mail), 1);
    };

    socket.on("data", (chunk: string) => {
      const lines = (pending + chunk).split("\r\n");
      pending = lines.pop() ?? "";
      for (const line of lines) {
        if (isData) takeData(line);
        else take(line);
      }
    });
    say("greeting");
  };

  const server = createServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    connections: () => connections,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
