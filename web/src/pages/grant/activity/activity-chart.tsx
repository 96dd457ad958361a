import BarChart from "@cloudscape-design/components/bar-chart";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ActivitySummary } from "../../../api/access.ts";
import { type By, bucketsOf } from "./buckets.ts";

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Of Cloudscape's own palette for charts: three that are told apart in light and dark. */
const colours: Record<string, string> = { succeeded: "#688ae8", failed: "#e07941", denied: "#c33d69" };

/** How much was done when, by service or by outcome. */
export const ActivityChart = ({ summary }: { summary: ActivitySummary }) => {
  const [by, setBy] = useState<By>("outcome");
  const { starts, series } = bucketsOf(summary, by);
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="What the colours tell apart"
        selectedId={by}
        options={[
          { id: "outcome", text: "By outcome" },
          { id: "service", text: "By service" },
        ]}
        onChange={({ detail }) => setBy(detail.selectedId as By)}
      />
      <BarChart
        series={series.map(({ title, counts }) => ({
          title,
          ...(by === "outcome" ? { color: colours[title] ?? "#8456ce" } : {}),
          type: "bar" as const,
          data: starts.map((x, index) => ({ x, y: counts[index] ?? 0 })),
        }))}
        stackedBars
        xScaleType="categorical"
        xDomain={starts}
        height={180}
        hideFilter
        ariaLabel={`Events over time, ${by === "outcome" ? "by outcome" : "by service"}`}
        xTitle="Time"
        yTitle="Events"
        i18nStrings={{
          xTickFormatter: (at) => time.format(at),
          detailPopoverDismissAriaLabel: "Close",
          legendAriaLabel: "Legend",
          chartAriaRoleDescription: "bar chart",
          xAxisAriaRoleDescription: "time",
          yAxisAriaRoleDescription: "number of events",
        }}
        detailPopoverSeriesContent={({ series: { title }, y }) => ({ key: title, value: y })}
        detailPopoverFooter={(at) => dayAndTime.format(at)}
        empty="No event to draw."
        noMatch="No event matches."
      />
    </SpaceBetween>
  );
};
