export { PresenceAgent, type PresenceAgentOptions } from './presence-agent.js';
