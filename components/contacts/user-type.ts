/** Graph's word as a key of `contacts.type`. */
export function userTypeKey(userType: string | null): "member" | "guest" | "unknown" {
  return userType === "Member" ? "member" : userType === "Guest" ? "guest" : "unknown";
}
