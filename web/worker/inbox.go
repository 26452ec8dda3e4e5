package worker

import (
	"sync"

	"petri/web/protocol"
)

// An inbox holds the commands that a run has not attended to. Putting never
// blocks: it happens in the browser's event loop.
type inbox struct {
	mu     sync.Mutex
	queue  []protocol.Command
	closed bool
	signal chan struct{} // holds a token when there may be news
}

func newInbox() *inbox { return &inbox{signal: make(chan struct{}, 1)} }

func (b *inbox) put(c protocol.Command) {
	b.mu.Lock()
	b.queue = append(b.queue, c)
	b.mu.Unlock()
	b.wake()
}

// back puts commands back that were taken too early.
func (b *inbox) back(early []protocol.Command) {
	b.mu.Lock()
	b.queue = append(early, b.queue...)
	b.mu.Unlock()
}

// close says that nothing more will come.
func (b *inbox) close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.wake()
}

func (b *inbox) wake() {
	select {
	case b.signal <- struct{}{}:
	default:
	}
}

// next takes the oldest command; nil if there is none.
func (b *inbox) next() (c protocol.Command, closed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) > 0 {
		c, b.queue = b.queue[0], b.queue[1:]
	}
	return c, b.closed
}

// wait takes the oldest command once there is one; nil if none will come.
func (b *inbox) wait() protocol.Command {
	for {
		if c, closed := b.next(); c != nil || closed {
			return c
		}
		<-b.signal
	}
}
