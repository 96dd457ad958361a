import type { Logger } from "pino";
import type { Clock } from "../../core/time.ts";
import { addMilliseconds } from "../../core/time.ts";
import { findSystem } from "../../http/find-system.ts";
import { nextReadingAt } from "../../store/activity-readings.ts";
import { findSource, measureFailedReadings } from "../../store/activity-source.ts";
import { measureAudit } from "../../store/audit-figures.ts";
import { measureCuts } from "../../store/cut-figures.ts";
import type { Db } from "../../store/database.ts";
import { measureChannels } from "../../store/outbox-figures.ts";
import { readOverruns } from "../../store/overrun-figures.ts";
import { measureStops } from "../../store/stop-figures.ts";
import { measureWork } from "../../store/work-figures.ts";
import type { Instruments } from "./instruments.ts";
import { overWindowText } from "./over-window-text.ts";
import { type RowFigures, rowGauges } from "./row-gauges.ts";

const dayMs = 24 * 60 * 60_000;
const up = (is: 0 | 1) =>
  `# HELP stint_database_up 1 when the database answered, otherwise 0: then nothing is said of the work.\n# TYPE stint_database_up gauge\nstint_database_up ${is}\n`;

/**
 * What `/metrics` answers: what this process measured, and the work as the rows say it stands at the moment of asking. Whoever asks while
 * another is being answered gets the same answer, so that nobody loads the database by asking often.
 */
export const createMetrics = (facts: {
  db: Db;
  clock: Clock;
  version: string;
  instruments: Instruments;
  log: Logger;
}): (() => Promise<string>) => {
  const { db, clock, version, instruments, log } = facts;
  const gauges = rowGauges();

  const figures = async (): Promise<RowFigures> => {
    const now = clock.now();
    const source = await findSource(db);
    return {
      now,
      system: await findSystem({ db, clock, version }),
      work: await measureWork(db),
      channels: await measureChannels(db, addMilliseconds(now, -dayMs)),
      audit: await measureAudit(db),
      cuts: await measureCuts(db),
      stops: await measureStops(db),
      activity: {
        failed: Number((await measureFailedReadings(db)).count),
        oldestDueAt: (await nextReadingAt(db, now)) ?? null,
        newestDeliveryAt: source?.newestDeliveryAt ?? null,
      },
    };
  };

  const measure = async (): Promise<string> => {
    const ofProcess = await instruments.text();
    try {
      const ofRows = (await gauges(await figures())) + overWindowText(await readOverruns(db));
      return ofProcess + ofRows + up(1);
    } catch (problem) {
      log.error({ err: problem }, "the database could not be measured");
      return ofProcess + up(0);
    }
  };

  let measuring: Promise<string> | undefined;
  return () => {
    measuring ??= measure().finally(() => {
      measuring = undefined;
    });
    return measuring;
  };
};
