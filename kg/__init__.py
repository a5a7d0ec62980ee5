"""Knowledge graphs from Persian news."""
