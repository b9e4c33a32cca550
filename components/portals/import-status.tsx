import { Ban, CircleCheck, CircleX, Clock, LoaderCircle, SkipForward, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { PortalImport } from "@/lib/portals/queries";

type Look = { tone: Tone; icon: ReactNode; isOutlined?: boolean; isMoving?: boolean };
const looks: Record<PortalImport["status"], Look> = {
  queued: { tone: "grey", icon: <Clock aria-hidden /> },
  running: { tone: "blue", icon: <LoaderCircle aria-hidden />, isMoving: true },
  succeeded: { tone: "green", icon: <CircleCheck aria-hidden /> },
  succeeded_with_warnings: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  failed: { tone: "red", icon: <CircleX aria-hidden /> },
  quarantined: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  superseded: { tone: "grey", icon: <SkipForward aria-hidden />, isOutlined: true },
  cancelled: { tone: "grey", icon: <Ban aria-hidden />, isOutlined: true },
};

export function ImportStatus({ status }: { status: PortalImport["status"] }) {
  const t = useTranslations("portals.status");
  return <StatusBadge {...looks[status]} label={t(status)} />;
}
