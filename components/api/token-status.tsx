import { CircleCheck, CircleSlash, Clock, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { TokenState } from "@/lib/api/token-state";

const looks: Record<TokenState, { tone: Tone; icon: ReactNode }> = {
  active: { tone: "green", icon: <CircleCheck aria-hidden /> },
  expired: { tone: "amber", icon: <Clock aria-hidden /> },
  revoked: { tone: "grey", icon: <CircleSlash aria-hidden /> },
  "owner-disabled": { tone: "grey", icon: <UserX aria-hidden /> },
};

export function TokenStatus({ state }: { state: TokenState }) {
  const t = useTranslations("apiTokens.states");
  return <StatusBadge {...looks[state]} label={t(state)} />;
}
