import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

/** Instead of rows: that there are none, and what to do about it. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Box textAlign="center" color="inherit" padding={{ vertical: "s" }}>
    <SpaceBetween size="xs">
      <Box variant="p" color="inherit">
        {title}
      </Box>
      {children}
    </SpaceBetween>
  </Box>
);
