import Container from "@cloudscape-design/components/container";
import Steps from "@cloudscape-design/components/steps";
import type { AccessRequest } from "../../api/shapes.ts";
import { Time } from "../../parts/time.tsx";
import { useWide } from "../../parts/use-wide.ts";
import { lifeOf } from "./life.ts";

const spokenStatus = {
  success: "Done",
  pending: "To come",
  "in-progress": "Under way",
  error: "Not successful",
  stopped: "Stopped",
};

/** From asking to the end, at a glance. */
export const LifeLine = ({ request }: { request: AccessRequest }) => (
  <Container>
    <Steps
      ariaLabel="How far this request has come"
      orientation={useWide() ? "horizontal" : "vertical"}
      steps={lifeOf(request).map(({ status, text, at }) => ({
        status,
        statusIconAriaLabel: spokenStatus[status],
        header: text,
        details: at ? <Time at={at} /> : undefined,
      }))}
    />
  </Container>
);
