/** Services that the integration and fault tiers need; the demo tenant starts inside its own tests. */
export default function startServices(): void {}
