import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Invitations, files opened to somebody outside, saved views, long work, a line added by hand."""

    dependencies = [
        ('ledger', '0001_squashed_0006_money_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FileOpened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.CharField(max_length=120)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.CharField(max_length=254)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(max_length=20)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('invited_by', models.CharField(max_length=120)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('asked_on', models.DateField()),
                ('arguments', models.JSONField(default=dict)),
                ('content', models.BinaryField(null=True)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('phase', models.CharField(blank=True, max_length=30)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('claimed_by', models.CharField(blank=True, max_length=60)),
                ('result', models.JSONField(default=dict)),
                ('problem', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('saved_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='creditor',
            name='second_factor',
            field=models.CharField(choices=[('offered', 'offered'), ('by_role', 'by_role'), ('everyone', 'everyone')], default='by_role', max_length=20),
        ),
        migrations.AddField(
            model_name='notice',
            name='added_line',
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AddConstraint(
            model_name='creditor',
            constraint=models.CheckConstraint(condition=models.Q(('second_factor__in', ['offered', 'by_role', 'everyone'])), name='creditor_second_factor'),
        ),
        migrations.AddField(
            model_name='fileopened',
            name='creditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files_opened', to='ledger.creditor'),
        ),
        migrations.AddField(
            model_name='fileopened',
            name='customer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened_to', to='ledger.customer'),
        ),
        migrations.AddField(
            model_name='fileopened',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='ledger.membership'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='creditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='ledger.creditor'),
        ),
        migrations.AddField(
            model_name='job',
            name='creditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='ledger.creditor'),
        ),
        migrations.AddField(
            model_name='job',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='ledger.importfile'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='creditor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to='ledger.creditor'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='fileopened',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('member', 'customer'), name='file_opened_once'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['creditor', 'email'], name='invitation_by_email'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['creditor', 'state'], name='job_by_state'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['state', 'claimed_until'], name='job_to_claim'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'running', 'done', 'failed'))), name='job_state'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('creditor', 'user', 'page', 'name'), name='view_once'),
        ),
    ]
