import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import type { Me } from "../api/shapes.ts";
import { spokenInstants } from "./spoken-instants.ts";

/** Says, on every page, that an emergency stop holds all access of whoever looks. */
export const Held = ({ hold }: { hold: NonNullable<Me["hold"]> }) => (
  <Box margin={{ bottom: "m" }}>
    <Alert type="warning" header="Your access is stopped">
      {spokenInstants(hold.message)}
    </Alert>
  </Box>
);
