export const passwordLengthMin = 12;
/** argon2 takes any length; this bounds what a stranger can make us hash */
export const passwordLengthMax = 256;

export type PasswordFault = "password-too-short" | "password-too-long" | "password-is-username";

/** Length is what counts; rules about kinds of characters make passwords worse. null: nothing wrong with it. */
export function passwordFault(password: string, username: string): PasswordFault | null {
  if (password.length < passwordLengthMin) return "password-too-short";
  if (password.length > passwordLengthMax) return "password-too-long";
  if (password.toLowerCase() === username.toLowerCase()) return "password-is-username";
  return null;
}
