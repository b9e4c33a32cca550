import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  FastForward,
  LoaderCircle,
  type LucideIcon,
  ShieldAlert,
  TriangleAlert,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { RunPortalStatus, RunStatus } from "@/lib/db/generated/enums";

type Look = { tone: Tone; Icon: LucideIcon; isOutlined?: boolean };

const looks: Record<RunStatus | RunPortalStatus, Look> = {
  queued: { tone: "grey", Icon: Clock },
  running: { tone: "blue", Icon: LoaderCircle },
  succeeded: { tone: "green", Icon: CircleCheck },
  succeeded_with_warnings: { tone: "amber", Icon: TriangleAlert },
  failed: { tone: "red", Icon: CircleX },
  quarantined: { tone: "amber", Icon: ShieldAlert },
  superseded: { tone: "grey", Icon: FastForward, isOutlined: true },
  cancelled: { tone: "grey", Icon: Ban, isOutlined: true },
};

/** The state of a run, or of a portal's part of it. */
export function RunStatusBadge({ status }: { status: RunStatus | RunPortalStatus }) {
  const t = useTranslations("monitor.status");
  const { Icon, ...look } = looks[status];
  return <StatusBadge {...look} icon={<Icon aria-hidden />} isMoving={status === "running"} label={t(status)} />;
}
