import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { Time } from "../../parts/time.tsx";

/** What it is called, its id, and since when it is gone, if it is. */
export const NamedCell = ({ name, id, goneAt }: { name: string; id: string; goneAt: string | null }) => (
  <>
    {name}
    {id === name ? null : (
      <Box color="text-body-secondary" fontSize="body-s">
        <span className="as-typed">{id}</span>
      </Box>
    )}
    {goneAt ? (
      <StatusIndicator type="stopped">
        gone since <Time at={goneAt} />
      </StatusIndicator>
    ) : null}
  </>
);
