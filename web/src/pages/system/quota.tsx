import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { System } from "../../api/system.ts";
import { CallsChart } from "./calls-chart.tsx";
import { lastMinutePace, serviceName } from "./calls-over-time.ts";

/** How much is used of what AWS allows, now and over the last ten minutes. */
export const Quota = ({ system }: { system: System }) => (
  <Container
    header={
      <Header variant="h2" description="Shared by all of Stint, and kept below what AWS allows the organisation.">
        Use of AWS’s quota
      </Header>
    }
  >
    <SpaceBetween size="l">
      <ColumnLayout columns={2}>
        {system.calls.map((one) => {
          const pace = lastMinutePace(one, system);
          return (
            <ProgressBar
              key={one.service}
              label={`Calls to ${serviceName(one.service)}`}
              description={`Of ${one.allowedPerSecond} a second, over the last minute`}
              value={Math.min(100, (100 * pace) / one.allowedPerSecond)}
              additionalInfo={`${pace.toFixed(1)} a second`}
            />
          );
        })}
        <ProgressBar
          label="Assignment writes under way"
          description={`Of ${system.writes.allowed} that AWS takes at a time`}
          value={(100 * system.writes.underWay) / system.writes.allowed}
          additionalInfo={`${system.writes.underWay} under way`}
        />
      </ColumnLayout>
      <CallsChart system={system} />
    </SpaceBetween>
  </Container>
);
