import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Notice } from "../../api/notices.ts";
import { Time } from "../../parts/time.tsx";
import { Deliveries } from "./deliveries.tsx";
import { happened } from "./words.ts";

export const noticeColumns: TableProps.ColumnDefinition<Notice>[] = [
  {
    id: "what",
    header: "What happened",
    isRowHeader: true,
    minWidth: 140,
    verticalAlign: "top",
    cell: ({ kind, requestId, createdAt }) => (
      <>
        <Link href={`/requests/${requestId}`}>{happened(kind)}</Link>
        <Box color="text-body-secondary">
          <Time at={createdAt} />
        </Box>
      </>
    ),
  },
  {
    id: "who",
    header: "Who was told",
    minWidth: 220,
    verticalAlign: "top",
    cell: (notice) => <Deliveries of={notice} />,
  },
];
