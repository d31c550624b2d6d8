"""Commands that open the running application in a real browser: ``benchmark`` measures it, ``pictures`` shows it."""
