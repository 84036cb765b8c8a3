export { type Adder, Collection, type Remover } from './collection.js';
export { Command, disabledCommand } from './command.js';
export { Event, type FiredEvent } from './event.js';
export { OnDemand } from './on-demand.js';
export { Computed, Constant, Enabled, Property, type PropertyOptions, type Setter } from './property.js';
export { Reason, type ReasonOptions } from './reason.js';
export type { Listener, Subscription } from './subscription.js';
export { batch } from './turn.js';
export { type Origin, Upkeep } from './upkeep.js';
