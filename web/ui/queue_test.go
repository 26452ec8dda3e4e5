//go:build !js

package ui

// In JavaScript go-app's engine wants a document, which Node has not.

import (
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestQueue(t *testing.T) {
	events := new(queue)
	done := 0
	events.put(func() { done++ }, true) // before there is a page
	engine := app.NewTestEngine()
	host := &opener{queue: events}
	if err := engine.Load(host); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	for range 5 {
		events.put(func() { done++ }, true)
	}
	engine.ConsumeAll()
	if done != 6 || host.batches != 2 {
		t.Errorf("%d pieces of work in %d batches, want 6 in 2", done, host.batches)
	}
	events.now(func() { done++ })
	engine.ConsumeNext()
	if done != 7 {
		t.Error("work that does not wait has waited")
	}
	left := host.left
	host.OnPreRender(host.ctx) // as another page that comes before this one is left
	left()
	events.put(func() { done++ }, true)
	engine.ConsumeAll()
	if done != 8 {
		t.Error("a page that was left has closed the queue of the next")
	}
	host.left()
	events.put(func() { done++ }, true)
	engine.ConsumeAll()
	if done != 8 {
		t.Error("work was done while no page was open")
	}
}

// opener is a page that only opens a queue.
type opener struct {
	app.Compo
	queue   *queue
	batches int
	ctx     app.Context
	left    func()
}

// The test engine mounts as a server does.
func (o *opener) OnPreRender(ctx app.Context) {
	o.ctx, o.left = ctx, o.queue.open(ctx, func(app.Context) { o.batches++ })
}

func (o *opener) Render() app.UI { return app.Div() }
