import { redirect } from "next/navigation";
import { requireAccount } from "@/lib/auth/session";

export default async function AddPortalPage() {
  await requireAccount("administrator");
  redirect("/settings/microsoft-365/new/general");
}
