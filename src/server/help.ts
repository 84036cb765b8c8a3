/** What `--help` prints. */
export const HELP = `
SIP instant-messaging server on WebSockets.

Usage
  sip-chat-server --domain DOMAIN --accounts FILE --data DIR [options]
      Starts the server and prints its URL, one line. SIGTERM and SIGINT stop it.
  sip-chat-server account add USER --domain DOMAIN --accounts FILE [--name NAME] [--replace] [profile]
      Adds an account. The password is read from standard input; only digests of it are kept.
  sip-chat-server account change USER --domain DOMAIN --accounts FILE [--name NAME] [profile]
      Changes what others may read of somebody. An empty value takes a field away: --title ''
  sip-chat-server account remove USER --domain DOMAIN --accounts FILE
  sip-chat-server account list --accounts FILE

Profile: what others may read of somebody, all of it optional
  --title, --department, --company, --office TEXT
  --avatar-url URL      An https: URL, or a path on the server of the page, such as /avatars/alice.png
  --email ADDRESS       May be given several times
  --phone NUMBER        Several times; work, or with its type before it: mobile:+1 425 555 0100

Options of the server
  --domain DOMAIN       Whose addresses these are: alice is sip:alice@DOMAIN
  --accounts FILE       The accounts file; changes count from the next sign-in on
  --data DIR            Where the messages are kept; made when it is missing
  --host HOST           Address to listen at (127.0.0.1)
  --port PORT           Port to listen at; 0 takes a free one (0)
  --path PATH           Path of the WebSocket's URL (/sip)
  --origin ORIGIN       Lets only pages from ORIGIN connect; may be given several times (all)
  --ring-seconds N      How long somebody is asked before it counts as not answered (30)

  --help, --version

Exit codes: 0 done, 1 something failed, 2 the command line cannot be used.
`;
