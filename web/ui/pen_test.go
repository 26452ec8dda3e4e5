package ui

import "testing"

func TestPen(t *testing.T) {
	mouse := pointing{id: 1, first: true, main: true, pressed: true}
	right, ctrl, up := mouse, mouse, mouse
	right.main, right.pressed, ctrl.menu, up.pressed = false, false, true, false
	finger, second := pointing{id: 2, first: true, main: true, pressed: true}, pointing{id: 3, main: true, pressed: true}

	var p pen
	if p.press(right) || p.press(ctrl) || p.move(mouse) || p.down {
		t.Error("another button than the main one draws, or a pen that is up")
	}
	if !p.press(mouse) || !p.move(mouse) || p.move(up) || p.down || p.move(mouse) {
		t.Error("a pen whose button went up unheard goes on")
	}
	p.press(mouse)
	if p.lift(mouse); p.move(mouse) {
		t.Error("a pen that went up draws")
	}
	if !p.press(finger) || p.press(second) || p.move(second) || !p.move(finger) {
		t.Error("the second of two fingers draws, or ends what the first draws")
	}
	if p.lift(second); !p.move(finger) {
		t.Error("the second finger, going up, takes the first with it")
	}
	if !p.press(mouse) || p.move(finger) || !p.move(mouse) {
		t.Error("a finger that was never heard to go up holds up the mouse")
	}
	p = pen{}
	if !p.press(second) {
		t.Error("a finger does not draw while another one lies elsewhere on the page")
	}
}
