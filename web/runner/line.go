package runner

import "petri/web/protocol"

// A line goes to one worker and back. What a worker says after its line was
// closed, when another has its place, is not heard.
type line struct {
	port   Port
	closed bool
	heard  func(run string, e protocol.Event)
	broken func(reason string) // the worker has died, or cannot be understood
}

// dial starts a worker.
func dial(spawn Spawn, heard func(run string, e protocol.Event), broken func(reason string)) *line {
	l := &line{heard: heard, broken: broken}
	l.port = spawn(l)
	return l
}

func (l *line) post(run string, c protocol.Command) {
	parts := protocol.Split(c)
	l.port.Post(protocol.EncodeCommand(run, c), parts)
}

// close ends the worker at once.
func (l *line) close() {
	l.closed = true
	l.port.Close()
}

// Heard takes a message of the worker.
func (l *line) Heard(text []byte, parts [][]byte) {
	if l.closed {
		return
	}
	run, e, err := protocol.DecodeEvent(text)
	if err == nil {
		err = protocol.Join(e, parts)
	}
	if err != nil {
		l.broken(err.Error())
		return
	}
	l.heard(run, e)
}

// Died says that there is no worker any more.
func (l *line) Died(reason string) {
	if !l.closed {
		l.broken(reason)
	}
}

// outdated is the version of a worker that is of another build than the page;
// empty for all other news.
func outdated(e protocol.Event) string {
	if ready, ok := e.(*protocol.Ready); ok && ready.Version != protocol.Version {
		return ready.Version
	}
	return ""
}
