import type { ReactiveElement } from 'lit';
import { Property, type Subscription } from '../observable/index.js';
import { fire } from './fire.js';

/*
 * The context protocol of the Web Components community group: an element asks for a value by an event, and the nearest
 * element above that provides it, of whatever library, calls back. Who subscribes is called again with each new value.
 * https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/context.md
 */

/** Names a value that is shared with all elements below. The brand is the one that `@lit/context` goes by. */
export type Context<Value> = symbol & { __context__: Value };

type Callback<Value> = (value: Value, unsubscribe?: () => void) => void;

interface ContextEvent<Value> extends Event {
  readonly context: unknown;
  /** Who asks, or begins to provide. Foreign events may not say it. */
  readonly contextTarget?: EventTarget;
  readonly callback: Callback<Value>;
  readonly subscribe?: boolean;
}

type Readable<Value> = Pick<Property<Value>, 'changed'> & (() => Value);

/** What the nearest provider above `host` gives; `undefined` until there is one. */
export function consume<Value>(host: ReactiveElement, context: Context<Value>): Property<Value | undefined> {
  const value = Property<Value | undefined>(undefined);
  let leave: (() => void) | undefined;
  const callback: Callback<Value> = (given, unsubscribe) => {
    if (leave !== unsubscribe) leave?.(); // a nearer provider has come
    leave = unsubscribe;
    value(given);
  };
  host.addController({
    hostConnected: () => ask(context, host, callback),
    hostDisconnected: () => {
      leave?.();
      leave = undefined;
    },
  });
  return value;
}

/** Gives `value` to all below `host` who ask for it, and to those whom a provider further up had answered before `host` came. */
export function provide<Value>(host: ReactiveElement, context: Context<Value>, value: Readable<Value>): void {
  const subscribers = new Map<Callback<Value>, readonly [subscriber: EventTarget, leave: () => void]>();
  let following: Subscription | undefined;

  const listen = (type: string, hear: (event: ContextEvent<Value>, sender: EventTarget) => void): void =>
    host.addEventListener(type, event => {
      const request = event as ContextEvent<Value>;
      const sender = request.contextTarget ?? event.composedPath()[0] ?? host;
      if (request.context !== context || sender === host) return;
      event.stopPropagation();
      hear(request, sender);
    });
  listen('context-request', ({ callback, subscribe }, subscriber) => {
    if (!subscribe) return callback(value());
    const [, leave] = subscribers.get(callback) ?? [host, () => subscribers.delete(callback)];
    subscribers.set(callback, [subscriber, leave]);
    callback(value(), leave);
  });
  listen('context-provider', () => {
    for (const [callback, [subscriber]] of [...subscribers]) ask(context, subscriber, callback);
  });
  host.addController({
    hostConnected() {
      following = value.changed(now => {
        for (const [callback, [, leave]] of subscribers) callback(now, leave);
      });
      fire(host, 'context-provider', { context, contextTarget: host });
    },
    hostDisconnected: () => following?.dispose(),
  });
}

function ask<Value>(context: Context<Value>, contextTarget: EventTarget, callback: Callback<Value>): void {
  fire(contextTarget, 'context-request', { context, contextTarget, callback, subscribe: true });
}
