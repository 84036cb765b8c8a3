/** The command line cannot be understood. The message says what to do. The program ends with exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(`${message}\nRun "sip-chat-server --help" to see what there is.`);
    this.name = 'UsageError';
  }
}
