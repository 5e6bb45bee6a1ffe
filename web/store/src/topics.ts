/**
 * Who wants to be told of what. What lives here: subscriptions by topic, and telling each listener once. Not here: when
 * something changed (register, store).
 */
import type { Topic } from "./contract";

export class Topics {
  private readonly listeners = new Map<Topic, Set<() => void>>();

  subscribe(topic: Topic, listener: () => void): () => void {
    let those = this.listeners.get(topic);
    if (!those) this.listeners.set(topic, (those = new Set()));
    those.add(listener);
    return () => {
      those.delete(listener);
      if (those.size === 0 && this.listeners.get(topic) === those) this.listeners.delete(topic);
    };
  }

  /** Tell everyone who listens to any of these, once each. */
  tell(topics: Iterable<Topic>): void {
    const told = new Set<() => void>();
    for (const topic of topics) for (const listener of this.listeners.get(topic) ?? []) told.add(listener);
    for (const listener of told) listener();
  }

  /** Tell everyone: another document took the place of this one. */
  tellAll(): void {
    this.tell([...this.listeners.keys()]);
  }
}
