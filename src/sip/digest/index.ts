export { ha1, parseAlgorithm } from './algorithm.js';
export { answerChallenges, answering, type Answer } from './answer-challenges.js';
export { formatChallenge, parseChallenge, type Challenge } from './challenge.js';
export { parseCredentials, type Credentials } from './credentials.js';
export { verifyCredentials } from './verify-credentials.js';
export { hash, type Algorithm } from './hash.js';
