import LineChart from "@cloudscape-design/components/line-chart";
import type { System } from "../../api/system.ts";
import { callsOverTime, serviceName } from "./calls-over-time.ts";

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

/** Calls a second over the last ten minutes, with the line that is never crossed. */
export const CallsChart = ({ system }: { system: System }) => {
  const lines = system.calls.map((one) => ({
    type: "line" as const,
    title: serviceName(one.service),
    data: callsOverTime(one, system),
  }));
  const most = Math.max(...system.calls.map(({ allowedPerSecond }) => allowedPerSecond));
  const [first] = lines[0]?.data ?? [];
  const last = lines[0]?.data.at(-1);
  return (
    <LineChart
      series={[...lines, { type: "threshold", title: `At most ${most} a second`, y: most }]}
      xScaleType="time"
      yDomain={[0, most + 2]}
      {...(first && last ? { xDomain: [first.x, last.x] } : {})}
      xTitle="Time"
      yTitle="Calls a second"
      height={180}
      hideFilter
      ariaLabel="Calls to AWS over the last ten minutes"
      i18nStrings={{ xTickFormatter: (at) => time.format(at), yTickFormatter: (pace) => String(pace) }}
    />
  );
};
