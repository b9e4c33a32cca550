/** Thrown when a sealed value does not open. Says why, never what. */
export class UnsealError extends Error {
  readonly reason: "other-key" | "damaged";
  constructor(reason: "other-key" | "damaged") {
    super(
      reason === "other-key" ? "sealed with another SECRET_KEY" : "sealed value is damaged or belongs to another row",
    );
    this.name = "UnsealError";
    this.reason = reason;
  }
}
