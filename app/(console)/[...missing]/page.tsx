import { notFound } from "next/navigation";
import { requireAccount } from "@/lib/auth/session";

/** Any address that no page has: who is signed in is told so beside the navigation, who is not signs in first. */
export default async function MissingPage() {
  await requireAccount();
  notFound();
}
